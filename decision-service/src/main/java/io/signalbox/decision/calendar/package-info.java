/** The drill calendar: orders drills when they are due. */
@NullMarked
package io.signalbox.decision.calendar;

import org.jspecify.annotations.NullMarked;
