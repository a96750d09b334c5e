/** One class per kind of step. Each says what shall be true, looks, writes at most once, and reports; asking again is always safe. */
@NullMarked
package io.signalbox.actuator.step;

import org.jspecify.annotations.NullMarked;
