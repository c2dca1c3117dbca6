{{/* One installation serves a whole cluster, so its objects have the same names in each: a second one is refused. */}}
{{- define "lakou.selector" -}}
app.kubernetes.io/name: lakou
app.kubernetes.io/component: operator
{{- end }}

{{- define "lakou.labels" -}}
{{ include "lakou.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "lakou.image" -}}
{{ .Values.image.repository }}{{ with .Values.image.digest }}@{{ . }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{/* What the operator does in the namespaces of the services, whichever way it may. */}}
{{- define "lakou.tenantRules" -}}
# Its own kinds: read, finalizers and status. It neither makes nor deletes them.
- apiGroups: [lakou.dev]
  resources: [serviceschemas, schemareaders, schemamoves]
  verbs: [get, list, watch, patch]
- apiGroups: [lakou.dev]
  resources: [serviceschemas/status, schemareaders/status, schemamoves/status]
  verbs: [patch]
# The Secrets of services and readers, in their namespaces.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end }}

{{- define "lakou.subjects" -}}
- kind: ServiceAccount
  name: lakou
  namespace: {{ .Release.Namespace }}
{{- end }}
