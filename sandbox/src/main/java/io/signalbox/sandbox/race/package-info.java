/** Actuators of two cells switch one name to different sites at the same time, many times: one must win each time. */
@NullMarked
package io.signalbox.sandbox.race;

import org.jspecify.annotations.NullMarked;
