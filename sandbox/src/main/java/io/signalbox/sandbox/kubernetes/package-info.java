/** The API server of a Kubernetes cluster on loopback. */
@NullMarked
package io.signalbox.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
