/** How services of AWS are called, whichever they are. */
@NullMarked
package io.signalbox.actuator.aws;

import org.jspecify.annotations.NullMarked;
