/**
 * Control planes other than DNS, on loopback: those of AWS, and a Kubernetes API server. As strict as the real ones.
 */
@NullMarked
package io.signalbox.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
