/** The health service of gRPC. */
@NullMarked
package io.signalbox.probe.grpc;

import org.jspecify.annotations.NullMarked;
