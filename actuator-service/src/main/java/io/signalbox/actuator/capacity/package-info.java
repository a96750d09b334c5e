/** Scaling of tasks, instances and replicas. */
@NullMarked
package io.signalbox.actuator.capacity;

import org.jspecify.annotations.NullMarked;
