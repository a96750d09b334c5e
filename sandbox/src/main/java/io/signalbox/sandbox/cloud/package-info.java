/** Control planes beside DNS, on loopback: those of AWS, and an API server of Kubernetes. As strict as the real ones. */
@NullMarked
package io.signalbox.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
