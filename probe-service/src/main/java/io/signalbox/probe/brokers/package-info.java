/** Kafka clusters, checked with Kafka's own client. */
@NullMarked
package io.signalbox.probe.brokers;

import org.jspecify.annotations.NullMarked;
