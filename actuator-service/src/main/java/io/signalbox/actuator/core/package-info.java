/** What the steps need from the world, as interfaces, and the few facts about records that all sides share. No framework, no I/O. */
@NullMarked
package io.signalbox.actuator.core;

import org.jspecify.annotations.NullMarked;
