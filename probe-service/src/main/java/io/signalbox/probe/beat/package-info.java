/** Heartbeats that clients push. */
@NullMarked
package io.signalbox.probe.beat;

import org.jspecify.annotations.NullMarked;
