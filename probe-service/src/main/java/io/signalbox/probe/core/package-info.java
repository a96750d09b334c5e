/** The rules of probing: when to start, which results count, what to keep. No clock, I/O or framework. */
@NullMarked
package io.signalbox.probe.core;

import org.jspecify.annotations.NullMarked;
