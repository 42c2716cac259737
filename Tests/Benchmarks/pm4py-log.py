"""Reads an event log with pm4py and prints events, traces, and events per CPU second.

usage: pm4py-log.py VARIANT FILE    a variant of pm4py's XES importer, such as iterparse
"""
import sys
import time
import warnings

warnings.filterwarnings("ignore")
# pm4py greets on the standard output, which is for the figures.
figures, sys.stdout = sys.stdout, sys.stderr
from pm4py.objects.log.importer.xes import importer

variant = getattr(importer.Variants, sys.argv[1].upper())
start = time.process_time()
log = importer.apply(sys.argv[2], variant=variant, parameters={"show_progress_bar": False})
seconds = time.process_time() - start
events = sum(len(trace) for trace in log)
print(events, len(log), round(events / seconds), file=figures)
