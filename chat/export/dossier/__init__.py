"""A dossier as a file to keep: a document for people, data for spreadsheets and programs, citations for libraries."""

from chat.export.dossier.files import BINARY as BINARY
from chat.export.dossier.files import FORMATS as FORMATS
from chat.export.dossier.files import Format as Format
from chat.export.dossier.files import file_name as file_name
from chat.export.dossier.files import write as write
