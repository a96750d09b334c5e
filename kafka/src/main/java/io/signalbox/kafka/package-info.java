/** Connections to a cell's Kafka: their properties, credentials from files, and what is wrong with an access. */
@NullMarked
package io.signalbox.kafka;

import org.jspecify.annotations.NullMarked;
