/** Signalbox itself: its three services on ECS Fargate, and a Kafka for those who have none. */
@NullMarked
package io.signalbox.infra.platform;

import org.jspecify.annotations.NullMarked;
