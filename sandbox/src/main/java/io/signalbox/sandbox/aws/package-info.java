/**
 * Route 53 on loopback, at least as strict as the real one, and what all API endpoints share: faults and signatures.
 */
@NullMarked
package io.signalbox.sandbox.aws;

import org.jspecify.annotations.NullMarked;
