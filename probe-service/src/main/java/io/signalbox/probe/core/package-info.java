/** The rules of probing as plain values: when to start, whose word counts, what to keep. No clock, no I/O, no framework. */
@NullMarked
package io.signalbox.probe.core;

import org.jspecify.annotations.NullMarked;
