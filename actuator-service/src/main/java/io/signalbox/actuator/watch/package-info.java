/** What the fences look like from outside, so that every cell learns of decisions that others made. */
@NullMarked
package io.signalbox.actuator.watch;

import org.jspecify.annotations.NullMarked;
