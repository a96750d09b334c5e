/** Messages to people and programs. */
@NullMarked
package io.signalbox.actuator.notify;

import org.jspecify.annotations.NullMarked;
