/** Messages to people and machines that want to know. */
@NullMarked
package io.signalbox.actuator.notify;

import org.jspecify.annotations.NullMarked;
