# Only for sites whose healthCheck is an id. A healthCheck with a name is made by make apply.
resource "aws_route53_health_check" "this" {
  for_each = var.health_checks

  fqdn              = each.value.fqdn
  type              = each.value.type
  port              = each.value.port
  resource_path     = each.value.resource_path
  request_interval  = each.value.request_interval
  failure_threshold = each.value.failure_threshold

  tags = {
    Name = each.key
  }
}
