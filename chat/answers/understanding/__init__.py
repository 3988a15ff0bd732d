"""What a question asks for, by its wording: English or German, whole or a follow-up, one or two in one."""
