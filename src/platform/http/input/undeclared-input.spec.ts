import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';

import { declaredParts } from './undeclared-input.js';

const controller = {};

const withKeys = (...keys: string[]) => {
  const parameters = Object.fromEntries(keys.map((key) => [key, {}]));
  Reflect.defineMetadata(ROUTE_ARGS_METADATA, parameters, controller, 'method');
  return [...declaredParts(controller, 'method')];
};

describe('the parts of a request that a handler declares', () => {
  it('are the kinds of its parameters', () => {
    expect(withKeys('3:0', '4:1', '5:2')).toEqual([RouteParamtypes.BODY, RouteParamtypes.QUERY, RouteParamtypes.PARAM]);
  });

  it('do not include custom decorators, whatever digits their random key begins with', () => {
    expect(withKeys('4f09c__customRouteArgs__:0', '3e__customRouteArgs__:1', '4__customRouteArgs__:2')).toEqual([]);
  });
});
