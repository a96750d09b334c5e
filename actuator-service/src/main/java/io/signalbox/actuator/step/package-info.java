/**
 * One class per kind of step. Each reads the present state, writes at most once, and reports the result. Repeating it
 * is always safe.
 */
@NullMarked
package io.signalbox.actuator.step;

import org.jspecify.annotations.NullMarked;
