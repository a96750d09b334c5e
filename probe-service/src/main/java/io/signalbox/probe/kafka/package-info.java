/** Observations to the cells. */
@NullMarked
package io.signalbox.probe.kafka;

import org.jspecify.annotations.NullMarked;
