/** Two actuators of two cells want different things at the same moment, again and again: one may win, each time. */
@NullMarked
package io.signalbox.sandbox.race;

import org.jspecify.annotations.NullMarked;
