/** Clusters of Kafka, as their own client sees them. */
@NullMarked
package io.signalbox.probe.brokers;

import org.jspecify.annotations.NullMarked;
