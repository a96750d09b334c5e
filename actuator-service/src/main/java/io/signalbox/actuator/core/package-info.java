/** The interfaces that steps need, and facts about records that all packages share. No framework, no I/O. */
@NullMarked
package io.signalbox.actuator.core;

import org.jspecify.annotations.NullMarked;
