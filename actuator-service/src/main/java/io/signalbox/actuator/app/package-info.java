/** The wiring: configuration, clients, schedules, health. The only package that knows all others. */
@NullMarked
package io.signalbox.actuator.app;

import org.jspecify.annotations.NullMarked;
