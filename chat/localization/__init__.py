"""The program's own words in the reader's tongue: labels, headings, messages. What a model writes stays English.

A *tongue* is the language in which the program speaks of itself, a *language* is one of texts. Words stand in the code
in English, as gettext has them; `locales/` has a catalogue a tongue, found because it lies there, and English needs
none. Two ways lead through a catalogue:

* What is drawn or written just now is asked for by its English: `t`, `t_count`, `t_html`. That is the page and the
  exports.
* What was made elsewhere as a whole sentence, and may be kept for years (an error, a doubt, a notice), stays English
  where it is made and kept, and is put into the tongue where it is shown, by `in_tongue`. So nothing below the page
  knows whom it speaks to, a reading is told in whatever tongue its reader has, and to change the tongue reads nothing
  anew.

The tongue is that of the thread or task (a context variable): those who read at once do not mix theirs up, and what is
done beside the page speaks English. Babel reads the catalogues and knows how days and numbers are written; gettext's
own rules choose between singular and plural. Knows nothing else of the program.
"""

from chat.localization.messages import in_tongue as in_tongue
from chat.localization.tongues import ENGLISH as ENGLISH
from chat.localization.tongues import speak as speak
from chat.localization.tongues import speaking as speaking
from chat.localization.tongues import tongue as tongue
from chat.localization.words import date_in_file as date_in_file
from chat.localization.words import day as day
from chat.localization.words import deferred as deferred
from chat.localization.words import listed as listed
from chat.localization.words import number as number
from chat.localization.words import short_day as short_day
from chat.localization.words import t as t
from chat.localization.words import t_count as t_count
from chat.localization.words import t_html as t_html
