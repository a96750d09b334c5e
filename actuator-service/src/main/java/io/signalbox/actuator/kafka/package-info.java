/** Reads commands and writes outcomes. A command is acknowledged after its outcome is stored. */
@NullMarked
package io.signalbox.actuator.kafka;

import org.jspecify.annotations.NullMarked;
