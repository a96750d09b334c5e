/** The kinds of actions: one class for each kind, with all that the services and the topology must know of it. */
@NullMarked
package io.signalbox.contract.action;

import org.jspecify.annotations.NullMarked;
