/** Messages to people and machines that want to know, over HTTP. */
@NullMarked
package io.signalbox.actuator.webhook;

import org.jspecify.annotations.NullMarked;
