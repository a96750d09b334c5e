/** The switch without Kafka and without any service: break-glass. */
@NullMarked
package io.signalbox.cli.direct;

import org.jspecify.annotations.NullMarked;
