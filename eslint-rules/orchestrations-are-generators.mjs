import ts from 'typescript';

/**
 * Whatever is registered as an orchestration is declared with `function*`. `durable-functions` 4 tells a generator by its
 * declaration: an arrow function that returns one would be over at once, with `{}`.
 */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { notAGenerator: 'An orchestration is declared with `function*`; {{ name }} is not.' },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();

    function declarationOf(node) {
      if (ts.isFunctionLike(node)) return node;
      let symbol = checker.getSymbolAtLocation(node);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
      const declaration = symbol?.valueDeclaration;
      return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    }

    return {
      'CallExpression[callee.property.name="orchestration"]': ({ arguments: [, handler] }) => {
        if (handler === undefined) return;
        const declaration = declarationOf(esTreeNodeToTSNodeMap.get(handler));
        if (declaration?.asteriskToken !== undefined) return;
        const name = context.sourceCode.getText(handler);
        context.report({ node: handler, messageId: 'notAGenerator', data: { name } });
      },
    };
  },
};
