/**
 * Creates, changes and removes what services have at their DNS provider, from a topology and by an operator's command.
 */
@NullMarked
package io.signalbox.actuator.bootstrap;

import org.jspecify.annotations.NullMarked;
