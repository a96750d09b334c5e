/** The check of Kafka clusters: the metadata of one broker. */
@NullMarked
package io.signalbox.probe.brokers;

import org.jspecify.annotations.NullMarked;
