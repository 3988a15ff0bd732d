"""Does a sentence that a model wrote say what the sentences it cites say?"""
