#!/bin/sh
# What a rented host starts as callwidgets, by plain CGI: copied to cgi-bin/callwidgets.cgi, with chmod 755 (not 775, and the
# folder too: suexec takes nothing that a group may write to). Replace /home/you, twice. The program and all that is its own lie
# outside of what the web server serves.
#
# A script, as suexec hands on no variable that a .htaccess sets (SetEnv), so this sets it. The words of a query, which Apache
# gives to a CGI program as arguments, end here.

# What the program makes (cache, access log) is yours alone. A host without suexec runs it as the web server's user: then take
# MySQL in the place of a file, and let that user read the settings.
umask 077

CALLWIDGETS_SETTINGS=/home/you/callwidgets/callwidgets.conf
export CALLWIDGETS_SETTINGS
exec /home/you/callwidgets/callwidgets
