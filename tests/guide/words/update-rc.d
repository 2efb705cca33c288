#!/bin/bash
echo "$(basename "$0") $*" >>"$GUIDE_DONE"
