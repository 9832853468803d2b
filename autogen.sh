#!/bin/sh
# Generates ./configure from configure.ac.

cd "$(dirname "$0")" && exec autoreconf -i
