/** A real Kafka broker in its own process. */
@NullMarked
package io.signalbox.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
