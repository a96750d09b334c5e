/**
 * What is stored of a service and of the fleet: phases, plans, step progress, holds and what is remembered. JSON,
 * versioned.
 */
@NullMarked
package io.signalbox.decision.core.state;

import org.jspecify.annotations.NullMarked;
