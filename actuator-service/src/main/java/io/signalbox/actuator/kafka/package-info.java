/** Commands in, outcomes out, nothing acknowledged before its outcome is. */
@NullMarked
package io.signalbox.actuator.kafka;

import org.jspecify.annotations.NullMarked;
