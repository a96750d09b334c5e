/** The stacks of examples/active-passive-ecs. */
@NullMarked
package io.signalbox.infra.ecs;

import org.jspecify.annotations.NullMarked;
