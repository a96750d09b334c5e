/** Publishes observations to the cells, and shares heartbeats through them. */
@NullMarked
package io.signalbox.probe.kafka;

import org.jspecify.annotations.NullMarked;
