/** How much of something runs: tasks, instances, replicas. */
@NullMarked
package io.signalbox.actuator.capacity;

import org.jspecify.annotations.NullMarked;
