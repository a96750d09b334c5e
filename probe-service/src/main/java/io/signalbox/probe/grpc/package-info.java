/** The gRPC health check. */
@NullMarked
package io.signalbox.probe.grpc;

import org.jspecify.annotations.NullMarked;
