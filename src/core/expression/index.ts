export { checkExpression } from './checkExpression.ts';
export { evaluateExpression } from './evaluateExpression.ts';
export type { Expression, ExpressionType } from './expression.ts';
export { expressionSql, type ExpressionSql, type SqlOptions } from './expressionSql.ts';
export { expressionColumns, expressionText } from './expressionText.ts';
export { parseExpression } from './parseExpression.ts';
export { expressionSchema } from './schema.ts';
export { quoteIdentifier } from './sql.ts';
