/** The two stages as Kafka Streams processors: thin shells around the core. */
@NullMarked
package io.signalbox.decision.streams;

import org.jspecify.annotations.NullMarked;
