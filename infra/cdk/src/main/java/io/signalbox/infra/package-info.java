/** Writes the CloudFormation of the examples, offline: nothing is looked up and nothing is deployed. */
@NullMarked
package io.signalbox.infra;

import org.jspecify.annotations.NullMarked;
