package main

import (
	"fmt"
	"os"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utiljson "k8s.io/apimachinery/pkg/util/json"
)

// kstatus answers as Flux's and kpt's health checks do.
func kstatus(file string) (string, error) {
	object, err := read(file)
	if err != nil {
		return "", err
	}
	result, err := status.Compute(&unstructured.Unstructured{Object: object})
	if err != nil {
		return "", err
	}
	return result.Status.String(), nil
}

// argocdHealth runs a health script as Argo CD does: the object is the global obj, and no library but the base is there.
func argocdHealth(script, file string) (string, error) {
	object, err := read(file)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(script)
	if err != nil {
		return "", err
	}
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	open := lua.P{Fn: state.NewFunction(lua.OpenBase), NRet: 0, Protect: true}
	if err := state.CallByParam(open, lua.LString(lua.BaseLibName)); err != nil {
		return "", err
	}
	state.SetGlobal("obj", toLua(state, object))
	if err := state.DoString(string(text)); err != nil {
		return "", err
	}
	health, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		return "", fmt.Errorf("%s returned no table", script)
	}
	return fmt.Sprintf("%s: %s", health.RawGetString("status"), health.RawGetString("message")), nil
}

func read(file string) (map[string]any, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	err = utiljson.Unmarshal(text, &object)
	return object, err
}

func toLua(state *lua.LState, value any) lua.LValue {
	switch one := value.(type) {
	case map[string]any:
		table := state.NewTable()
		for key, entry := range one {
			table.RawSetString(key, toLua(state, entry))
		}
		return table
	case []any:
		table := state.NewTable()
		for _, entry := range one {
			table.Append(toLua(state, entry))
		}
		return table
	case string:
		return lua.LString(one)
	case int64:
		return lua.LNumber(one)
	case float64:
		return lua.LNumber(one)
	case bool:
		return lua.LBool(one)
	default:
		return lua.LNil
	}
}
